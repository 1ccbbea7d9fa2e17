"""How a paper is printed: blocks to PDF with ReportLab."""
