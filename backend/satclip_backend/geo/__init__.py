"""The ground floor: the sphere, boxes of degrees, coordinate reference systems, and points drawn on Earth.

Knows nothing of files, encoders or models: arrays of longitude and latitude in degrees go in, arrays come out.
"""
