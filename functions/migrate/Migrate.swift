@main
struct Migrate {
  static func main() {}
}
