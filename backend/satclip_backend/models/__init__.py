"""Models of a field that was measured at points: predictors, estimators, spatial cross-validation and reports."""
