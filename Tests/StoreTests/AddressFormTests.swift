import Domain
import Store
import TestKit
import Testing

/// Addresses as people write them become those that messages are sent to.
@Suite(.database) struct AddressFormTests {
  @Test(arguments: [
    ("+91 98765 43210", nil, "+919876543210"), ("098765 43210", "IN", "+919876543210"),
    ("919876543210", "in", "+919876543210"), ("0049 171-1234567", nil, "+491711234567"),
    ("0171/1234567", "DE", "+491711234567"), ("+44 (0)7700 900123", nil, "+447700900123"),
    ("(0)7700 900123", "GB", "+447700900123"), ("+370 (0)61234567", nil, "+37061234567"),
    ("(917) 555-1234", "US", "+19175551234"), ("1.917.555.1234", "CA", "+19175551234"),
    ("011 44 7700 900123", "US", "+447700900123"), ("8 916 123-45-67", "RU", "+79161234567"),
    ("06 20 123 4567", "HU", "+36201234567"), ("347 123 4567", "IT", "+393471234567"),
    ("٠٩٨٧٦٥٤٣٢١٠", "IN", "+919876543210"), ("９８７６５４３２１０", "IN", "+919876543210"),
    ("\u{202A}+91 98765 43210\u{202C}", nil, "+919876543210"), ("tel:+91-98765-43210", nil, "+919876543210"),
    ("+6834001\u{A0}", nil, "+6834001"),
    ("+919876543210 ", nil, "+919876543210"), ("00919876543210", nil, "+919876543210"),
    ("\t+919876543210\r\n", nil, "+919876543210"), ("00 91 98765 43210 ", nil, "+919876543210"),
    ("+91\u{2011}98765\u{2011}43210", "GB", "+919876543210"), ("+91.98765.43210", nil, "+919876543210"),
    // As they are dialled today: Mexico without the 1 of mobile numbers, Brazil with the 9 of them.
    ("+52 1 55 1234 5678", nil, "+525512345678"), ("+525512345678", nil, "+525512345678"),
    ("+55 11 8765-4321", nil, "+5511987654321"), ("+551134567890", nil, "+551134567890"),
    // Nobody knows the country, or it is no number: as it is, for the sender to refuse.
    ("98765 43210", nil, "98765 43210"), ("98765", "IN", "98765"), ("98765 43210 ext. 5", "IN", "98765 43210 ext. 5"),
    ("98765 43210", "Scotland", "98765 43210"), ("", "IN", ""),
  ])
  func aTelephoneNumberBecomesInternational(written: String, country: String?, number: String) throws {
    let found = try TestDatabase.current().value(
      "select rekindle.phone_number($1, $2)", .text(written), .text(country))
    #expect(found == number)
  }

  @Test(arguments: [
    ("maya@learner.example ", "maya@learner.example"), ("\u{A0}Maya@learner.example\u{200B}\t", "Maya@learner.example"),
    ("joerg@bücher.example", "joerg@xn--bcher-kva.example"), ("JÖRG@BÜCHER.example", "JÖRG@xn--bcher-kva.example"),
    ("a@mu\u{308}nchen.ärzte.example", "a@xn--mnchen-3ya.xn--rzte-koa.example"),
    ("u@例え.テスト", "u@xn--r8jz45g.xn--zckzah"), ("x@faß.example", "x@xn--fa-hia.example"),
    ("x@bücher。example", "x@xn--bcher-kva.example"), ("x@правда.рф", "x@xn--80aafi6cg.xn--p1ai"),
    ("Maya Rao <maya@learner.example>", "maya@learner.example"),
    ("mailto:maya@learner.example", "maya@learner.example"),
    ("nobody", "nobody"), ("", ""),
  ])
  func aMailboxBecomesOneThatMailIsAddressedTo(written: String, address: String) throws {
    #expect(try TestDatabase.current().value("select rekindle.email_address($1)", .text(written)) == address)
  }

  @Test func everybodyIsReachedAtTheAddressThatWasMeantAndOneMailboxIsOne() throws {
    let test = try TestDatabase.current()
    try test.insert(
      .learner(1, email: "maya@learner.example ", phone: "+91 98765 43210"),
      .learner(2, email: "joerg@bücher.example", phone: " "),
      .learner(3, email: "Joerg@xn--bcher-kva.example", phone: "09876543210").with(["region": .text("IN")]))
    let addresses = try test.rows(
      "select user_id, channel, address from rekindle.addresses where channel in ('email', 'sms') order by 1, 2")
    #expect(
      addresses == [
        ["1", "email", "maya@learner.example"], ["1", "sms", "+919876543210"],
        ["2", "email", "joerg@xn--bcher-kva.example"],
        ["3", "email", "Joerg@xn--bcher-kva.example"], ["3", "sms", "+919876543210"],
      ])
    let mailboxes =
      "select count(distinct address_hash) from rekindle.addresses where channel = 'email' and user_id in (2, 3)"
    #expect(try test.count(mailboxes) == 1)
    #expect(try test.value("select channels::text from rekindle.reach where user_id = 2")?.contains("sms") == false)
    let reply = try test.value(
      "select count(*) from lms.addresses where address_kind = 'phone' and address = '+919876543210'")
    #expect(reply == "2", "a reply finds who has the number, however it was written")
  }
}
