@main
struct Rollup {
  static func main() {}
}
