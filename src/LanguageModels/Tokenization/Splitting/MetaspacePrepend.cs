namespace LanguageModels.Tokenization.Splitting;

/// <summary>Where <see cref="Metaspace"/> puts a mark before the text.</summary>
internal enum MetaspacePrepend
{
    Always,
    First,
    Never,
}
