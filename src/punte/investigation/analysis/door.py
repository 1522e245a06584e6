"""What other rooms may use of analysis: `make_chart` keeps a chart of a case, a `Content` of
entities in their places (`Spot`, by group) and boxes drawn around them.
"""

from __future__ import annotations

from punte.investigation.analysis.actions.charts import Title, make_chart
from punte.investigation.analysis.content import Box, Content, Spot

__all__ = ["Box", "Content", "Spot", "Title", "make_chart"]
