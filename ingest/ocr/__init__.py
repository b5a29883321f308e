"""Letters from pictures: the engine, the looks at a page, and what is put right afterwards."""
