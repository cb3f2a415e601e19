/// What goes with every text message over SNS.
struct SNSAttributes {
  let all: [(name: String, value: String)]

  /// Reads and checks the settings; a message is promotional unless they say that it is transactional.
  init(_ settings: Settings) throws(ProviderSettingError) {
    let type = settings["SNS_SMS_TYPE"] ?? "Promotional"
    guard ["Promotional", "Transactional"].contains(type) else {
      throw ProviderSettingError(setting: "SNS_SMS_TYPE", reason: "write Promotional or Transactional")
    }
    var all = [(name: "AWS.SNS.SMS.SMSType", value: type)]
    if let sender = settings["SNS_SENDER_ID"] {
      guard (3...11).contains(sender.utf8.count), sender.utf8.allSatisfy(isAlphanumeric),
        sender.utf8.contains(where: { $0 > 0x40 })
      else {
        throw ProviderSettingError(
          setting: "SNS_SENDER_ID", reason: "write 3 to 11 letters and digits, one letter at least")
      }
      all.append((name: "AWS.SNS.SMS.SenderID", value: sender))
    }
    if let number = settings["SNS_ORIGINATION_NUMBER"] {
      guard PhoneNumber(number) != nil else {
        throw ProviderSettingError(
          setting: "SNS_ORIGINATION_NUMBER", reason: "write an E.164 number such as +14155550123")
      }
      all.append((name: "AWS.MM.SMS.OriginationNumber", value: number))
    }
    if let entity = settings["SNS_ENTITY_ID"] {
      try ProviderSettingError.requireToken(entity, setting: "SNS_ENTITY_ID")
      all.append((name: "AWS.MM.SMS.EntityId", value: entity))
    }
    self.all = all
  }
}
