"""The same six steps over frames of many people's logs: read → resolve → total → assess → report.

Written once against narwhals, so that one code scores a pandas, Polars or PySpark frame.
"""
