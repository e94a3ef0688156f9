"""Inputs of algorithms: coordinates, fields, polygons, rasters and folders of patches."""
