@main
struct Cleanup {
  static func main() {}
}
