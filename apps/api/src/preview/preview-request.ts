import type { NextFunction, Response } from 'express';
import { ZRunPreviewRequest } from '#contracts/api/preview';
import type { AppRequest } from '../common/actor.ts';
import { API_PREFIX } from '../common/settings.ts';

const ADDRESS = new RegExp(`^/${API_PREFIX}/(runs|tasks|meetings)/([^/?]+)/preview(?=\\?|$)`);

/**
 * Turns a request for a preview into the verb's own request, marked as a preview: the verb's permission, schema and checks then hold
 * word for word, and `CommandSender` asks the run instead of telling it. A body or verb that is none of ours goes on to the preview's
 * own route, which says what is wrong.
 * @param isVerb whether a route of that noun is a verb, e.g. `runs`, `pause`
 */
export function asVerb(isVerb: (noun: string, verb: string) => boolean): (request: AppRequest, response: Response, next: NextFunction) => void {
  return (request, _response, next) => {
    const [address, noun, id] = (request.method === 'POST' && ADDRESS.exec(request.url)) || [];
    const body = address ? ZRunPreviewRequest.safeParse(request.body) : null;
    if (address && body?.success && isVerb(noun!, body.data.verb)) {
      request.url = request.url.replace(address, `/${API_PREFIX}/${noun}/${id}/${body.data.verb}`);
      request.body = body.data.args;
      request.previewing = true;
    }
    next();
  };
}
