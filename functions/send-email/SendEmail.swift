@main
struct SendEmail {
  static func main() {}
}
