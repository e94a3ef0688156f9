"""Maps: pixel grids, rendering of embeddings, reading of rasters and writing of COGs."""
