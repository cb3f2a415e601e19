@main
struct LocalRunner {
  static func main() {}
}
