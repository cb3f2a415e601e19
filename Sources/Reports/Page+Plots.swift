import Pages

extension Page {
  /// Lets a page run the scripts of our own origin, and no others.
  static let plotPolicy = ["script-src 'self'"]

  /// Chart.js and what draws with it, after the page has been read.
  static let plotScripts: HTML = """
    <script defer src="/dashboard/scripts/chart"></script>
    <script defer src="/dashboard/scripts/plots"></script>

    """
}
