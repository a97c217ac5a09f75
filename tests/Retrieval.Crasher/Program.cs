using Retrieval.Crasher;
using Retrieval.Stores;
using Retrieval.Stores.Embedded;

// Works on a store until it is killed: <database> <seed>. Writes the number of each operation that is done.
var store = DocumentStore.Open(args[0], TimeProvider.System);
var script = new CrashScript(store, new EmbeddedIndex(store), int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
for (var at = 0; at < CrashScript.Length; at++)
{
    await script.DoAsync(at);
    Console.WriteLine(at);
}
