"""Makes what people install: the content of the bundle, its licences, and the archives around it."""
