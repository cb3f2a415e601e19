@main
struct Detect {
  static func main() {}
}
