using Gateway.Augmentation;
using Gateway.Routing;
using Protocol.Chat;

namespace Gateway.Endpoints;

/// <summary>A request to <c>auto</c> after it was understood: the question, the decision and what the documents say.</summary>
/// <param name="Request">As the client sent it.</param>
/// <param name="Question">What was scored and searched for.</param>
/// <param name="Decision">What it gets.</param>
/// <param name="Sources">What retrieval found; none unless the decision asks for it.</param>
/// <param name="IndexVersion">Version of the documents that were scored and searched.</param>
internal sealed record RoutedQuestion(ChatRequest Request, RoutingQuestion Question, RoutingDecision Decision, Sources Sources, string IndexVersion);
