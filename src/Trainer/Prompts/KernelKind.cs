namespace Trainer.Prompts;

/// <summary>How quickly two points cease to tell of each other; from rough to smooth.</summary>
public enum KernelKind
{
    /// <summary>exp(-r): continuous, nowhere smooth.</summary>
    Matern12,

    /// <summary>(1 + a) exp(-a), a = r sqrt 3: once differentiable.</summary>
    Matern32,

    /// <summary>(1 + a + a²/3) exp(-a), a = r sqrt 5: twice differentiable; the usual choice.</summary>
    Matern52,

    /// <summary>exp(-r²/2): infinitely smooth.</summary>
    SquaredExponential,
}
