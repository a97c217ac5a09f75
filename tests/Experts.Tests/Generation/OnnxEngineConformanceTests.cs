using Experts.Generation;
using LanguageModels.Sessions;

namespace Experts.Tests.Generation;

public sealed class OnnxEngineConformanceTests : GenerationEngineConformance
{
    internal static OnnxGenerationEngine Start(string folder) => StartWith(folder, new GenerationSettings());

    protected override IGenerationEngine Start(string folder, int queueLimit) => StartWith(folder, new GenerationSettings { QueueLimit = queueLimit });

    private static OnnxGenerationEngine StartWith(string folder, GenerationSettings generation)
    {
        var settings = new DecoderSettings { Slots = 4, Session = new SessionSettings { Threads = 1 } };
        return OnnxGenerationEngine.Start(DecoderSession.Open(ModelFolder.Open(folder), null, settings), generation, TimeProvider.System);
    }
}
