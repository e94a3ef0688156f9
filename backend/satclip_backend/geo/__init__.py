"""Geometry on the sphere: distances, extents in degrees, coordinate reference systems, and sampling of points.

This package depends on no other package of the project. Its functions work on arrays of longitude and latitude in
degrees.
"""
