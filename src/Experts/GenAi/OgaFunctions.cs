using System.Runtime.InteropServices;

namespace Experts.GenAi;

/// <summary>The functions of the GenAI C API that the engine needs, found by name. Pointers are passed as they are; text is UTF-8.</summary>
internal sealed unsafe class OgaFunctions
{
    public readonly delegate* unmanaged[Cdecl]<byte, void> SetTelemetryEnabled;
    public readonly delegate* unmanaged[Cdecl]<byte*, nint*, nint> CreateConfig;
    public readonly delegate* unmanaged[Cdecl]<nint, nint> ConfigClearProviders;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nint> ConfigAppendProvider;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, nint> ConfigSetProviderOption;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nint> ConfigOverlay;
    public readonly delegate* unmanaged[Cdecl]<nint, void> DestroyConfig;
    public readonly delegate* unmanaged[Cdecl]<nint, nint*, nint> CreateModelFromConfig;
    public readonly delegate* unmanaged[Cdecl]<nint, byte**, nint> ModelGetDeviceType;
    public readonly delegate* unmanaged[Cdecl]<nint, void> DestroyModel;
    public readonly delegate* unmanaged[Cdecl]<nint, nint*, nint> CreateGeneratorParams;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, double, nint> SetSearchNumber;
    public readonly delegate* unmanaged[Cdecl]<nint, void> DestroyGeneratorParams;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, nint*, nint> CreateGenerator;
    public readonly delegate* unmanaged[Cdecl]<nint, void> DestroyGenerator;
    public readonly delegate* unmanaged[Cdecl]<nint, int*, nuint, nint> AppendTokens;
    public readonly delegate* unmanaged[Cdecl]<nint, nint> GenerateNextToken;
    public readonly delegate* unmanaged[Cdecl]<nint, int**, nuint*, nint> GetNextTokens;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint> SetRuntimeOption;
    public readonly delegate* unmanaged[Cdecl]<nint, nint*, nint> GetLogits;
    public readonly delegate* unmanaged[Cdecl]<nint, int*, nint> TensorGetType;
    public readonly delegate* unmanaged[Cdecl]<nint, nuint*, nint> TensorGetShapeRank;
    public readonly delegate* unmanaged[Cdecl]<nint, long*, nuint, nint> TensorGetShape;
    public readonly delegate* unmanaged[Cdecl]<nint, void**, nint> TensorGetData;
    public readonly delegate* unmanaged[Cdecl]<nint, void> DestroyTensor;
    public readonly delegate* unmanaged[Cdecl]<nint, nint*, nint> CreateAdapters;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint> LoadAdapter;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, byte*, nint> SetActiveAdapter;
    public readonly delegate* unmanaged[Cdecl]<nint, void> DestroyAdapters;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*> _resultGetError;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _destroyResult;
    private readonly delegate* unmanaged[Cdecl]<byte*, void> _destroyString;

    /// <exception cref="EntryPointNotFoundException">The library lacks a function.</exception>
    public OgaFunctions(nint library)
    {
        nint Find(string name) => NativeLibrary.GetExport(library, name);
        SetTelemetryEnabled = (delegate* unmanaged[Cdecl]<byte, void>)Find("OgaSetTelemetryEnabled");
        CreateConfig = (delegate* unmanaged[Cdecl]<byte*, nint*, nint>)Find("OgaCreateConfig");
        ConfigClearProviders = (delegate* unmanaged[Cdecl]<nint, nint>)Find("OgaConfigClearProviders");
        ConfigAppendProvider = (delegate* unmanaged[Cdecl]<nint, byte*, nint>)Find("OgaConfigAppendProvider");
        ConfigSetProviderOption = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, nint>)Find("OgaConfigSetProviderOption");
        ConfigOverlay = (delegate* unmanaged[Cdecl]<nint, byte*, nint>)Find("OgaConfigOverlay");
        DestroyConfig = (delegate* unmanaged[Cdecl]<nint, void>)Find("OgaDestroyConfig");
        CreateModelFromConfig = (delegate* unmanaged[Cdecl]<nint, nint*, nint>)Find("OgaCreateModelFromConfig");
        ModelGetDeviceType = (delegate* unmanaged[Cdecl]<nint, byte**, nint>)Find("OgaModelGetDeviceType");
        DestroyModel = (delegate* unmanaged[Cdecl]<nint, void>)Find("OgaDestroyModel");
        CreateGeneratorParams = (delegate* unmanaged[Cdecl]<nint, nint*, nint>)Find("OgaCreateGeneratorParams");
        SetSearchNumber = (delegate* unmanaged[Cdecl]<nint, byte*, double, nint>)Find("OgaGeneratorParamsSetSearchNumber");
        DestroyGeneratorParams = (delegate* unmanaged[Cdecl]<nint, void>)Find("OgaDestroyGeneratorParams");
        CreateGenerator = (delegate* unmanaged[Cdecl]<nint, nint, nint*, nint>)Find("OgaCreateGenerator");
        DestroyGenerator = (delegate* unmanaged[Cdecl]<nint, void>)Find("OgaDestroyGenerator");
        AppendTokens = (delegate* unmanaged[Cdecl]<nint, int*, nuint, nint>)Find("OgaGenerator_AppendTokens");
        GenerateNextToken = (delegate* unmanaged[Cdecl]<nint, nint>)Find("OgaGenerator_GenerateNextToken");
        GetNextTokens = (delegate* unmanaged[Cdecl]<nint, int**, nuint*, nint>)Find("OgaGenerator_GetNextTokens");
        SetRuntimeOption = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint>)Find("OgaGenerator_SetRuntimeOption");
        GetLogits = (delegate* unmanaged[Cdecl]<nint, nint*, nint>)Find("OgaGenerator_GetLogits");
        TensorGetType = (delegate* unmanaged[Cdecl]<nint, int*, nint>)Find("OgaTensorGetType");
        TensorGetShapeRank = (delegate* unmanaged[Cdecl]<nint, nuint*, nint>)Find("OgaTensorGetShapeRank");
        TensorGetShape = (delegate* unmanaged[Cdecl]<nint, long*, nuint, nint>)Find("OgaTensorGetShape");
        TensorGetData = (delegate* unmanaged[Cdecl]<nint, void**, nint>)Find("OgaTensorGetData");
        DestroyTensor = (delegate* unmanaged[Cdecl]<nint, void>)Find("OgaDestroyTensor");
        CreateAdapters = (delegate* unmanaged[Cdecl]<nint, nint*, nint>)Find("OgaCreateAdapters");
        LoadAdapter = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, nint>)Find("OgaLoadAdapter");
        SetActiveAdapter = (delegate* unmanaged[Cdecl]<nint, nint, byte*, nint>)Find("OgaSetActiveAdapter");
        DestroyAdapters = (delegate* unmanaged[Cdecl]<nint, void>)Find("OgaDestroyAdapters");
        _resultGetError = (delegate* unmanaged[Cdecl]<nint, byte*>)Find("OgaResultGetError");
        _destroyResult = (delegate* unmanaged[Cdecl]<nint, void>)Find("OgaDestroyResult");
        _destroyString = (delegate* unmanaged[Cdecl]<byte*, void>)Find("OgaDestroyString");
    }

    /// <summary>Throws what a call reports; 0 is success.</summary>
    /// <exception cref="GenAiException">The call failed.</exception>
    public void Check(nint result)
    {
        if (result != 0)
        {
            var message = Marshal.PtrToStringUTF8((nint)_resultGetError(result));
            _destroyResult(result);
            throw new GenAiException(message ?? "GenAI failed without a message.");
        }
    }

    /// <summary>A text that the caller owns, freed here.</summary>
    public string Take(byte* text)
    {
        var value = Marshal.PtrToStringUTF8((nint)text) ?? "";
        _destroyString(text);
        return value;
    }
}
