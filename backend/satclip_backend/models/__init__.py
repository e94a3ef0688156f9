"""Models of a measured field: features, estimators, spatial folds, uncertainty, applicability, reports."""
