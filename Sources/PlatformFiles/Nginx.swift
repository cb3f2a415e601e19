import FunctionContract

/// The locations of all routes, to be included in a `server` of nginx that has the host name and the certificate.
enum Nginx {
  /// - Parameter address: Where a function serves a path, as `proxy_pass` takes it.
  static func file(
    _ path: String, _ manifests: [Manifest], address: (_ manifest: Manifest, _ path: String) -> String
  ) -> PlatformFile {
    let locations = manifests.flatMap { manifest in
      manifest.routePrefixes.flatMap { prefix in
        let places = prefix.isExact ? [("= ", prefix.path)] : [("= ", prefix.path), ("", "\(prefix.path)/")]
        return places.map { location($0.0 + $0.1, address(manifest, $0.1), manifest) }
      }
    }
    return PlatformFile(path, text: common + locations.joined())
  }

  private static let common = """
    proxy_http_version 1.1;
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;

    """

  private static func location(_ place: String, _ address: String, _ manifest: Manifest) -> String {
    """
    location \(place) {
      proxy_pass \(address);
      proxy_read_timeout \(manifest.limits.timeoutSeconds + 5)s;
      client_max_body_size \(manifest.limits.inputBytes);
    }

    """
  }
}
