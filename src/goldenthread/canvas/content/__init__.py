"""The canvas as data files that ship with the product; read them through `catalogue`."""
