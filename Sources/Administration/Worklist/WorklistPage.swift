import Pages

/// The page on which people take learners to call, and say what came of it.
enum WorklistPage {
  static let desk: HTML = """
    <form id="search" class="filters">
    <p><label for="state">Show</label><select id="state" name="state" class="text">
    <option value="open">What nobody has taken</option><option value="mine">What I have taken</option>
    <option value="">Everything that stands</option><option value="waiting">What waits</option>
    <option value="closed">What is done</option></select></p>
    <p><label for="campaign">Campaign</label><input id="campaign" name="campaign" class="text" maxlength="40"></p>
    <p><button>Show</button> <button id="csv" type="button" class="second">CSV</button></p>
    </form>
    <div id="items"></div>
    <p><button id="more" type="button" class="second" hidden>Show more</button></p>
    """
}
