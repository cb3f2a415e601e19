@main
struct DashboardQuery {
  static func main() {}
}
