import FunctionContract

/// The locations of all routes, to be included in a `server` of nginx that has the host name and the certificate.
struct Nginx {
  let systemd: Systemd

  var file: PlatformFile {
    let locations = systemd.servers.flatMap { server in
      server.manifest.routePrefixes.flatMap { prefix in
        (prefix.isExact ? ["= \(prefix.path)"] : ["= \(prefix.path)", "\(prefix.path)/"]).map {
          location($0, server.manifest, port: server.port)
        }
      }
    }
    return PlatformFile("systemd/nginx/rekindle.conf", text: Nginx.common + locations.joined())
  }

  private static let common = """
    proxy_http_version 1.1;
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;

    """

  private func location(_ place: String, _ manifest: Manifest, port: Int) -> String {
    """
    location \(place) {
      proxy_pass http://127.0.0.1:\(port);
      proxy_read_timeout \(manifest.limits.timeoutSeconds + 5)s;
      client_max_body_size \(manifest.limits.inputBytes);
    }

    """
  }
}
