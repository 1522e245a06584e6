from punte.investigation.analysis.models.chart import Chart, ChartVersion

__all__ = ["Chart", "ChartVersion"]
