import JSON

/// An event in JSON.
func event(_ type: String, _ data: JSON = [:], id: String = "1", more: [String: JSON] = [:]) -> String {
  JSON.object(
    ["specversion": "1.0", "id": .string(id), "source": "/tests", "type": .string(type), "data": data]
      .merging(more) { $1 }
  ).text
}
