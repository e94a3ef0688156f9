"""What algorithms read: coordinates, fields, polygons, rasters and folders of patches."""
