@main
struct Publish {
  static func main() {}
}
