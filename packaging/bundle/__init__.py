"""Makes what people install: the bundle, its licences, and the archives around it."""
