"""Reports: self-contained HTML files with figures as inline SVG, which can be opened offline."""

from satclip_backend.models.report.comparison import write_comparison_report
from satclip_backend.models.report.fit import write_fit_report
from satclip_backend.models.report.leave_region_out import write_regions_report
from satclip_backend.models.report.map_assessment import write_assessment_report

__all__ = ["write_assessment_report", "write_comparison_report", "write_fit_report", "write_regions_report"]
