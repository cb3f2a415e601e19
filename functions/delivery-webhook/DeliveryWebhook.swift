@main
struct DeliveryWebhook {
  static func main() {}
}
