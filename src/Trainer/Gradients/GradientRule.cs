namespace Trainer.Gradients;

/// <summary>Emits the nodes that carry gradients from the outputs of an operation to its inputs.</summary>
/// <param name="gradients">Of the outputs, in their order; null where none flowed. At least one did.</param>
/// <param name="flow">Takes the gradients of the inputs.</param>
internal delegate void GradientRule(IReadOnlyList<Symbol?> gradients, GradientFlow flow);
