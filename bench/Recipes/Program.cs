using RecipeBench;
using Support;
using Trainer.Stages;

// Trains the built-in recipes on the invented world with several seeds and compares with the figures they were accepted by.
if (World.Open() is not { } world)
{
    Console.Error.WriteLine($"Nothing to train on: {SharedFolder.SkipReason}.");
    return 1;
}

var options = BenchOptions.Read(args);
foreach (var seed in options.Seeds)
{
    var run = new RecipeRun(world, options.Recipe, seed, options.Threads, options.Folder);
    Console.WriteLine(run.Train());
    Console.WriteLine(run.Examine());
    if (options.Night)
    {
        Console.WriteLine(run.Night(Recipes.Nightly));
    }
}

return 0;
