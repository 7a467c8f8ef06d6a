using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The grains of one host, from the host's start to its stop.</summary>
internal sealed class Silo(
    IServiceProvider services,
    IOptions<SiloMessagingOptions> messaging,
    IOptions<GrainCollectionOptions> collection,
    ILogger<Silo> log) : BackgroundService, IClusterClient
{
    private readonly ConcurrentDictionary<Type, GrainClass> classes = new();
    private readonly ConcurrentDictionary<Type, GrainClass> interfaces = new();
    private volatile bool stopped;

    public IServiceProvider ServiceProvider => services;

    public ILogger Log => log;

    public TimeProvider Time { get; } = services.GetService<TimeProvider>() ?? TimeProvider.System;

    public TimeSpan ResponseTimeout { get; } = messaging.Value.ResponseTimeout;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey)
        where TGrainInterface : IGrainWithStringKey =>
        Proxy<TGrainInterface>.Create(ClassOf(typeof(TGrainInterface)), primaryKey);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey)
        where TGrainInterface : IGrainWithIntegerKey =>
        Proxy<TGrainInterface>.Create(ClassOf(typeof(TGrainInterface)), primaryKey.ToString("X"));

    public void ThrowIfStopped()
    {
        if (stopped) throw new SiloUnavailableException("The host has stopped and takes no calls.");
    }

    /// <summary>Refuses settings that could not work, as any host of grains does.</summary>
    public override Task StartAsync(CancellationToken cancellationToken) => collection.Value.CollectionAge > collection.Value.CollectionQuantum
        ? base.StartAsync(cancellationToken)
        : throw new OrleansConfigurationException("The collection age must be longer than the collection quantum.");

    /// <summary>Deactivates every grain; grains that calls in flight bring to life meanwhile are deactivated as well.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            while (classes.Values.SelectMany(type => type.Activations).ToArray() is { Length: > 0 } activations)
            {
                var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host is stopping.");
                await Task.WhenAll(activations.Select(activation => activation.Deactivate(reason, cancellationToken))).WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            log.LogWarning("The host's time to stop ran out before all grains were deactivated.");
        }

        stopped = true;
    }

    /// <summary>Deactivates idle grains, once a quantum.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var quantum = new PeriodicTimer(collection.Value.CollectionQuantum, Time);
        while (await quantum.WaitForNextTickAsync(stoppingToken))
        {
            var now = Time.GetUtcNow();
            foreach (var activation in classes.Values.SelectMany(type => type.Activations))
                activation.CollectIfIdle(now, collection.Value.CollectionAge);
        }
    }

    private GrainClass ClassOf(Type @interface) =>
        interfaces.TryGetValue(@interface, out var known) ? known : interfaces.GetOrAdd(@interface, FindClass);

    private GrainClass FindClass(Type @interface)
    {
        var type = GrainClassFinder.Find(@interface);
        lock (classes) return classes.GetOrAdd(type, new GrainClass(this, type));
    }
}
