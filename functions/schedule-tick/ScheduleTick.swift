@main
struct ScheduleTick {
  static func main() {}
}
