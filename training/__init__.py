"""How the small networks of ``ingest`` were made. Not installed with samsyn; needs typefaces, numpy and Pillow."""
