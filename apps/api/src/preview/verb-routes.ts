import { Injectable } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { IS_VERB } from '../commands/verb.ts';

/** The verbs that the API has, by noun: routes made by `@Verb`, and no others, can be previewed. */
@Injectable()
export class VerbRoutes {
  private verbs: Set<string> | null = null;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  has(noun: string, verb: string): boolean {
    this.verbs ??= new Set(this.all());
    return this.verbs.has(`${noun}/:id/${verb}`);
  }

  private all(): string[] {
    return this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      const base: unknown = metatype && Reflect.getMetadata(PATH_METADATA, metatype);
      const prototype = instance && (Object.getPrototypeOf(instance) as Record<string, object>);
      if (typeof base !== 'string' || !prototype) return [];
      const handlers = this.scanner.getAllMethodNames(prototype).map((name) => prototype[name]!);
      return handlers.filter((handler) => Reflect.getMetadata(IS_VERB, handler) === true).map((handler) => `${base}/${String(Reflect.getMetadata(PATH_METADATA, handler))}`);
    });
  }
}
