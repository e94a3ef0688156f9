"""What is read: patches of georeferenced imagery around places."""
