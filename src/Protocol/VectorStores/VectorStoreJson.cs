using System.Text.Json.Serialization;
using Protocol.Lists;

namespace Protocol.VectorStores;

/// <summary>How vector stores become JSON: generated code, snake_case names, absent members left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ObjectPage<VectorStoreObject>))]
[JsonSerializable(typeof(ObjectPage<VectorStoreFileObject>))]
[JsonSerializable(typeof(FileBatchObject))]
[JsonSerializable(typeof(FileContentPage))]
[JsonSerializable(typeof(SearchResultsPage))]
[JsonSerializable(typeof(DeletedObject))]
public sealed partial class VectorStoreJson : JsonSerializerContext;
