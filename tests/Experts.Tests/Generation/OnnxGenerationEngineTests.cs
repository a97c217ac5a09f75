using Experts.Generation;
using LanguageModels.Sessions;

namespace Experts.Tests.Generation;

public sealed class OnnxGenerationEngineTests : GenerationEngineConformance
{
    protected override IGenerationEngine Start(string folder, int queueLimit)
    {
        var settings = new DecoderSettings { Slots = 4, Session = new SessionSettings { Threads = 1 } };
        return OnnxGenerationEngine.Start(DecoderSession.Open(ModelFolder.Open(folder), null, settings), new GenerationSettings { QueueLimit = queueLimit }, TimeProvider.System);
    }
}
