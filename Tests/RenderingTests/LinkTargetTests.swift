import Rendering
import Testing

/// One reading of addresses for authors, senders, ledger and redirects.
@Suite
struct LinkTargetTests {
  @Test(arguments: [
    ("https://learn.example.org?course=9", "https://learn.example.org/?course=9"),
    ("https://learn.example.org#m2", "https://learn.example.org/#m2"),
    ("HTTPS://Learn.Example.org/C/9", "https://learn.example.org/C/9"),
    ("https://learn.example.org:443/c", "https://learn.example.org/c"),
    ("https://learn.example.org:/c", "https://learn.example.org/c"),
    ("https://learn.example.org:08443/c", "https://learn.example.org:8443/c"),
    ("\u{FEFF} https://learn.example.org/c/9\r\n", "https://learn.example.org/c/9"),
    ("https://learn.example.org/kurs/über?f[0]=a", "https://learn.example.org/kurs/%C3%BCber?f[0]=a"),
    ("https://learn.example.org/search?q=a b&x=a%20b+c", "https://learn.example.org/search?q=a%20b&x=a%20b+c"),
    ("https://learn.example.org/c/it's", "https://learn.example.org/c/it%27s"),
    ("https://learn.example.org/कोर्स", "https://learn.example.org/%E0%A4%95%E0%A5%8B%E0%A4%B0%E0%A5%8D%E0%A4%B8"),
    ("MAILTO:help@learn.example?subject=Hello you", "mailto:help@learn.example?subject=Hello%20you"),
    ("http://127.0.0.1:8080/u/1", "http://127.0.0.1:8080/u/1"), ("http://[::1]/u", "http://[::1]/u"),
  ])
  func anAddressHasOneCanonicalSpelling(text: String, url: String) throws {
    let target = try LinkTarget(text)
    #expect(target.url == url)
    #expect(try LinkTarget(target.url) == target, "it is its own canonical spelling")
  }

  @Test(arguments: [
    ("", LinkFault.scheme), ("learn.example.org", .scheme), ("http://learn.example.org/", .scheme),
    ("https:learn", .scheme),
    ("https://", .host), ("https://:443/", .host), ("https://a@learn.example.org/", .host),
    ("https://lärn.example/", .host),
    ("https://learn.example.org:0/", .host), ("https://learn.example.org:70000/", .host), ("https://[::1]/", .host),
    ("https://\u{212A}.example/", .host), ("https://learn.example.org /", .host), ("mailto:help", .host),
    ("https://learn.example.org/\\evil", .character), ("https://learn.example.org/\"x", .character),
    ("https://learn.example.org/a\nb", .character),
  ])
  func whatABrowserWouldReadOtherwiseIsRefused(text: String, fault: LinkFault) {
    #expect(throws: fault) { try LinkTarget(text) }
  }

  @Test func anAddressHasALengthAfterItsEncoding() throws {
    let start = "https://learn.example.org/c/"
    #expect(try LinkTarget(start + String(repeating: "a", count: 1990)).url.utf8.count == 2018)
    #expect(throws: LinkFault.length) { try LinkTarget(start + String(repeating: "ü", count: 700)) }
  }

  @Test(arguments: ["Learn.Example.org", " x.example , learn.example.org ", "learn.example.org:443"])
  func hostsAreComparedWithoutCase(list: String) throws {
    let hosts = LinkHosts(parsing: list)
    #expect(try hosts.target("https://LEARN.example.org/c").url == "https://learn.example.org/c")
    #expect(throws: LinkFault.unlisted(host: "learn.example.org:8443")) {
      try hosts.target("https://learn.example.org:8443/c")
    }
    #expect(try LinkHosts(parsing: "learn.example.org:8443").target("https://learn.example.org:8443").isTrackable)
    #expect(throws: LinkFault.scheme) { try LinkHosts(parsing: "localhost").target("http://localhost/c") }
  }
}
