using System.Runtime.InteropServices;

namespace Experts.GenAi;

/// <summary>Owns one object of the library; a call in another thread keeps it alive.</summary>
internal sealed unsafe class OgaHandle : SafeHandle
{
    private readonly delegate* unmanaged[Cdecl]<nint, void> _destroy;

    public OgaHandle(nint value, delegate* unmanaged[Cdecl]<nint, void> destroy)
        : base(0, ownsHandle: true)
    {
        _destroy = destroy;
        SetHandle(value);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The pointer, for calls of the thread that also disposes.</summary>
    public nint Value => IsClosed ? throw new ObjectDisposedException(nameof(OgaHandle)) : handle;

    protected override bool ReleaseHandle()
    {
        _destroy(handle);
        return true;
    }
}
