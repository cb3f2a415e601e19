@main
struct SendSms {
  static func main() {}
}
