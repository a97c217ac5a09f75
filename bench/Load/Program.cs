using Load;
using Load.Hosts;
using Support.Upstream;

// The program starts itself again in two of the roles, so that each has a process whose CPU time is its own.
return args switch
{
    [RoleProcess.Upstream, .. var rest] => await Role(PlainUpstream.RunAsync(rest, CancellationToken.None)),
    [RoleProcess.Yarp, var port, var destination] => await Role(BareYarp.RunAsync(port, destination)),
    _ => await LoadProgram.RunAsync(args),
};

static async Task<int> Role(Task serving)
{
    await serving;
    return 0;
}
