"""Maps: the grid of an extent, a CRS and a pixel size, the values of its blocks, the COG that holds them."""
