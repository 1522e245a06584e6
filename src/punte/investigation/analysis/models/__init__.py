from punte.investigation.analysis.models.chart import Chart, ChartVersion
from punte.investigation.analysis.models.weighing import Weighing

__all__ = ["Chart", "ChartVersion", "Weighing"]
