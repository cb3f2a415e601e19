@main
struct FollowLink {
  static func main() {}
}
