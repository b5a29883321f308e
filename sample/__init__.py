"""The generator of the sample archive (*exempelarkivet*) and its gold: used by demo, training, bench and tests."""
